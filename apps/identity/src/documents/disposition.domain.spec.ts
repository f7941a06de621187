import { dispositionOf } from './disposition.domain';

describe('dispositionOf', () => {
  it.each([
    ['offer.pdf', `attachment; filename="offer.pdf"; filename*=UTF-8''offer.pdf`],
    ['Größe (1).pdf', `attachment; filename="Gro_e (1).pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29.pdf`],
    ['a"b\\c%.pdf', `attachment; filename="a_b_c_.pdf"; filename*=UTF-8''a%22b%5Cc%25.pdf`],
    ['見.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%E8%A6%8B.pdf`],
    ["O'Neill*.txt", `attachment; filename="O'Neill*.txt"; filename*=UTF-8''O%27Neill%2A.txt`],
  ])('names %s', (name, header) => {
    expect(dispositionOf(name)).toBe(header);
  });
});
