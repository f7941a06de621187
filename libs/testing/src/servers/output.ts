import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

const KEPT_CHARACTERS = 64 * 1024;

/** Receives what a process prints, in the pieces in which it arrives. */
export type OutputSink = (text: string) => void;

/** Remembers the end of what a process printed, enough to explain why it died. */
export class OutputTail {
  private text = '';

  add(text: string): void {
    this.text = (this.text + text).slice(-KEPT_CHARACTERS);
  }

  lines(count: number): string {
    return this.text.trimEnd().split('\n').slice(-count).join('\n');
  }

  toString(): string {
    return this.text;
  }
}

/** A sink that writes to a file. What an earlier run left there is kept once, as `<file>.1`. */
export function logFile(path: string): OutputSink {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) renameSync(path, `${path}.1`);
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined); // a full disk must not take the suite down with it
  return (text) => void stream.write(text);
}
