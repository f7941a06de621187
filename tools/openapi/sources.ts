import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The checkout: we run from the sources (Jest) and from dist (everything else). */
export const ROOT = folderWith('package-lock.json', __dirname);

function folderWith(file: string, folder: string): string {
  if (existsSync(join(folder, file))) return folder;
  if (folder === dirname(folder)) throw new Error(`No ${file} above ${__dirname}.`);
  return folderWith(file, dirname(folder));
}

/** Every source file of the product below `folder` of the checkout, parsed; tests are none. */
export function sourcesBelow(folder: string): readonly ts.SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)src\/.*\.ts$/.test(file) && !/spec\.ts$/.test(file))
    .toSorted()
    .map((file) => {
      const path = join(ROOT, folder, file);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true);
    });
}

/** Which part of the product a source file belongs to: `groups` of `apps/groups`, `http` of `libs/http`. */
export const partOf = ({ fileName }: ts.SourceFile): string => relative(ROOT, fileName).split('/')[1] ?? '';

/** The text of a doc comment, on one line. */
export function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** The arguments of a call that are plain texts. */
export const textsOf = (call: ts.CallExpression): readonly string[] =>
  call.arguments.flatMap((argument) => (ts.isStringLiteralLike(argument) ? [argument.text] : []));

/** A row of a Markdown table. */
export const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`;
