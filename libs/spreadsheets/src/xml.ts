import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';

/** What happens in a document, names without their prefixes. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Longest text or tag; a cell has 32 767 characters at most. */
const LONGEST = 4 * 1024 * 1024;

/** More between two tags than anything in a table needs. */
export class XmlTooLong extends Error {}

/** Reads a document piece by piece; yields after each, so that what happened can be taken. */
export async function* readXml(content: Readable, events: XmlEvents): AsyncGenerator<number> {
  // Entities of the document's own are not known: none is ever expanded.
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let decoder: TextDecoder | undefined;
  let since = 0;
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', ({ name, attributes }) => {
    since = 0;
    events.open?.(local(name), attributes);
  });
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.on('closetag', ({ name }) => {
    since = 0;
    events.close?.(local(name));
  });
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      since += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      if (since > LONGEST) throw new XmlTooLong();
      yield chunk.length;
    }
    parser.close();
  } finally {
    content.destroy();
  }
}

const encodingOf = (beginning: Buffer): string =>
  beginning[0] === 0xff && beginning[1] === 0xfe ? 'utf-16le' : 'utf-8';

/** Reads a small document to its end. */
export async function readWholeXml(content: Readable, events: XmlEvents): Promise<void> {
  for await (const _ of readXml(content, events));
}
