import { aSegmentMove } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { lastMoves } from './customer-segments';

describe('lastMoves', () => {
  it('is what was told last of each customer in each segment, in whatever order it comes', () => {
    const [tea, wine, one, two] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];

    const moves = lastMoves([
      aSegmentMove('out', tea, [one], 7),
      aSegmentMove('in', tea, [one, two], 5),
      aSegmentMove('in', wine, [one], 6),
    ]);

    expect(moves).toEqual([
      { segmentId: tea, customerId: one, isIn: false, version: 7 },
      { segmentId: tea, customerId: two, isIn: true, version: 5 },
      { segmentId: wine, customerId: one, isIn: true, version: 6 },
    ]);
  });
});
