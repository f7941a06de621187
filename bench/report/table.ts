/** A table in Markdown; all columns but the first are right-aligned unless told otherwise. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.map(escape).join(' | ')} |`).join('\n');
}

const escape = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A figure with as many digits as mean something. */
export const figure = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
};
