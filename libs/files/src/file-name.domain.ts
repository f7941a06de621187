import type { Format } from './format.domain';

const LONGEST = 200;

/**
 * A name to show and to save a file by: the last part of a path, without what controls a terminal or turns the
 * direction of writing, without what file systems refuse, of bounded length, and with an ending that fits the content.
 */
export function safeFileName(
  name: string,
  { extension, aliases }: Pick<Format, 'extension' | 'aliases'>,
): string {
  const base = name
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    // Controls, lone surrogates, and marks that turn the direction of writing or are not seen.
    .replaceAll(/[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const [, stem = base, ending = ''] = /^(.+)\.([^.]{1,10})$/s.exec(base) ?? [];
  const fits = [extension, ...aliases].includes(ending.toLowerCase());
  const kept = fits ? ending.toLowerCase() : extension;
  const shortened = [...(fits ? stem : base)].slice(0, LONGEST).join('').trimEnd();
  return `${isReserved(shortened) ? 'document' : shortened}.${kept}`;
}

// Devices of Windows, with whatever ending; and nothing at all.
const isReserved = (stem: string): boolean => /^(?:|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?)$/i.test(stem);
