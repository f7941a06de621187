import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './document';

const VERBS: ReadonlySet<string> = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

/** Every route that a service's controllers declare, as the document writes it: `get /v1/groups/{id}`. */
export const routesOf = (service: string): readonly string[] =>
  readdirSync(join(ROOT, 'apps', service, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.controller.ts'))
    .flatMap((file) => controllersOf(join(ROOT, 'apps', service, 'src', file)))
    .flatMap(routesOfController);

/** The routes that every service gets from libs/messaging, whose controller is made for each of them. */
export function operatorsRoutesOf(service: string): readonly string[] {
  const source = join(ROOT, 'libs', 'messaging', 'src', 'ops.controller.ts');
  return controllersOf(source)
    .flatMap(routesOfController)
    .map((route) => route.replace('`ops/${service}`', `ops/${service}`));
}

function controllersOf(path: string): ts.ClassDeclaration[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true);
  const found: ts.ClassDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node) && decorator(node, new Set(['Controller']))) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function routesOfController(controller: ts.ClassDeclaration): string[] {
  const prefix = decorator(controller, new Set(['Controller']))?.path ?? '';
  return controller.members.filter(ts.isMethodDeclaration).flatMap((method) => {
    const verb = decorator(method, VERBS);
    if (!verb) return [];
    const path = [prefix, verb.path]
      .filter(Boolean)
      .join('/')
      .replaceAll(/:(\w+)/g, '{$1}');
    return [`${verb.name.toLowerCase()} ${path.startsWith('.well-known') ? '' : '/v1'}/${path}`];
  });
}

/** A decorator by its name, with the path it is given. */
function decorator(
  node: ts.ClassDeclaration | ts.MethodDeclaration,
  names: ReadonlySet<string>,
): { readonly name: string; readonly path: string } | undefined {
  for (const { expression } of ts.getDecorators(node) ?? []) {
    if (!ts.isCallExpression(expression)) continue;
    const name = expression.expression.getText();
    const [path] = expression.arguments;
    if (!names.has(name)) continue;
    return { name, path: !path ? '' : ts.isStringLiteral(path) ? path.text : path.getText() };
  }
  return undefined;
}
