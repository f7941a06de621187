/** Begins a part of the demo. */
export const heading = (text: string): void =>
  void process.stdout.write(`\n${text}\n${'─'.repeat(text.length)}\n`);

/** Something that worked. */
export const done = (text: string): void => void process.stdout.write(`  ✓ ${text}\n`);

/** A detail. */
export const say = (text: string): void => void process.stdout.write(`    ${text}\n`);
