import { zipOf } from '@clientele/testing';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A workbook as spreadsheet programs write it: every text once, in the order in which cells refer to them. */
export function workbookOf(header: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  const [strings, numbers]: [string[], Map<string, number>] = [[], new Map()];
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, strings.push(text) - 1);
    return strings.length - 1;
  };
  const cell = (text: string): string => (text === '' ? '<c/>' : `<c t="s"><v>${numberOf(text)}</v></c>`);
  const sheet = [header, ...rows].map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  return zipOf(
    {
      name: 'xl/workbook.xml',
      content: '<workbook xmlns:r="r"><sheets><sheet r:id="r1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${relation('r1', 'worksheet', 'sheet.xml')}${relation('r2', 'sharedStrings', 'strings.xml')}</Relationships>`,
    },
    {
      name: 'xl/strings.xml',
      content: `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    },
    { name: 'xl/sheet.xml', content: `<worksheet><sheetData>${sheet}</sheetData></worksheet>` },
  );
}
