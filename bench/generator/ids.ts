import { v7 as uuidv7 } from 'uuid';
import { Random } from './random';

/** Identifiers that sort by time, as the services make them, but are the same in every run. */
export class Ids {
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** An identifier of something that came into being at this time. */
  at(time: Date): string {
    return uuidv7({ msecs: time.getTime(), random: this.random.bytes(16) });
  }
}
