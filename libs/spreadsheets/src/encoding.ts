import { analyse } from 'chardet';
import { isAscii } from 'node:buffer';
import type { OpenFile } from './table';

/** Encodings by the names that iconv-lite knows. */
export const ENCODINGS = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1253'],
  ...[
    'windows-1254',
    'windows-1255',
    'windows-1256',
    'windows-1257',
    'iso-8859-2',
    'iso-8859-5',
    'iso-8859-7',
  ],
  ...['iso-8859-9', 'iso-8859-15', 'koi8-r', 'shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5'],
] as const;
export type Encoding = (typeof ENCODINGS)[number];

const SAMPLE_BYTES = 256 * 1024;
/** So many characters have to be right for each wrong one, or it is no UTF-8. */
const RIGHT_PER_WRONG = 10;

/**
 * The encoding of a text file: by its mark, by the zeros of UTF-16, as UTF-8 if that is what all of it is but for a few
 * characters; otherwise by how often bytes occur in languages.
 */
export async function encodingOf(open: OpenFile): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8');
  const telling: Buffer[] = [];
  let [right, wrong, size, begun] = [0, 0, 0, false];
  for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
    const marked = begun ? undefined : markedEncoding(chunk);
    if (marked) return marked;
    begun = true;
    const text = decoder.decode(chunk, { stream: true });
    if (isAscii(chunk)) continue;
    const strange = text.match(/\ufffd/g)?.length ?? 0;
    wrong += strange;
    right += (text.match(/[^\0-\x7f]/g)?.length ?? 0) - strange;
    if (size < SAMPLE_BYTES) telling.push(chunk);
    size += chunk.length;
  }
  if (wrong * RIGHT_PER_WRONG <= right) return 'utf-8';
  return likelyEncoding(Buffer.concat(telling).subarray(0, SAMPLE_BYTES));
}

function markedEncoding(beginning: Buffer): Encoding | undefined {
  if (beginning[0] === 0xef && beginning[1] === 0xbb && beginning[2] === 0xbf) return 'utf-8';
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le';
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be';
  // Headers are Latin letters, of which UTF-16 leaves one byte empty.
  const zeros = [0, 0];
  beginning.subarray(0, 1_000).forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd < 10) return undefined;
  return even > odd ? 'utf-16be' : 'utf-16le';
}

function likelyEncoding(sample: Buffer): Encoding {
  const guesses = analyse(sample)
    .filter(({ name }) => !/^UTF/i.test(name))
    // All that ISO-8859-1 has, Windows-1252 has in the same place.
    .map(({ name, confidence }) => ({
      name: name.toLowerCase().replace('iso-8859-1', 'windows-1252'),
      confidence,
    }));
  const best = guesses.find(({ name }) => isEncoding(name));
  return best && isEncoding(best.name) ? best.name : 'windows-1252';
}

export const isEncoding = (name: string): name is Encoding => (ENCODINGS as readonly string[]).includes(name);
