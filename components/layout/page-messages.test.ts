import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';

// Which texts a page must send to the browser follows from its imports: every module behind a `'use client'` runs
// there. The list beside the page has to be exactly that, no less (a missing text) and no more (a heavy page).

type Module = Readonly<{
  client: boolean;
  action: boolean;
  /** modules whose code comes along; imports of types do not */
  imports: readonly string[];
  /** namespaces that the module asks for when it runs in the browser */
  asks: readonly string[];
  /** namespaces that it lists for the browser, as a page or a layout; null where it lists none */
  lists: readonly string[] | null;
}>;

const root = path.resolve(import.meta.dirname, '../..');
const app = path.join(root, 'app/[locale]');
const known = new Map<string, Module>();

function resolve(from: string, name: string): string | null {
  if (!name.startsWith('.') && !name.startsWith('@/')) return null;
  const base = name.startsWith('@/') ? path.join(root, name.slice(2)) : path.resolve(path.dirname(from), name);
  return [`${base}.ts`, `${base}.tsx`].find((file) => existsSync(file)) ?? null;
}

function bringsCode(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return !node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return true;
  if (clause.isTypeOnly) return false;
  const named = clause.namedBindings;
  return (
    clause.name !== undefined ||
    named === undefined ||
    ts.isNamespaceImport(named) ||
    named.elements.some((one) => !one.isTypeOnly)
  );
}

function each(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
}

const literals = (node: ts.Node | undefined): string[] =>
  node !== undefined && ts.isArrayLiteralExpression(node)
    ? node.elements.map((one) => (ts.isStringLiteral(one) ? one.text : 'an entry is not a literal'))
    : ['the list is not a literal'];

function read(file: string): Module {
  const found = known.get(file);
  if (found !== undefined) return found;
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    false,
    ts.ScriptKind.TSX,
  );
  const directives = source.statements.flatMap((one) =>
    ts.isExpressionStatement(one) && ts.isStringLiteral(one.expression) ? [one.expression.text] : [],
  );
  const imports: string[] = [];
  const asks = new Set<string>();
  let lists: string[] | null = null;
  // A module that has every key at hand names its texts in full; any such literal counts.
  let fullKeys = source.text.includes('MessageLookup') || source.text.includes('MessageKey');
  const mayBeKeys: string[] = [];
  // Statements say which modules come along; the whole of a module is read only where there is something to find.
  const deep = /import\(|useTranslations|useMessages|withMessages|messagesIn|MessageLookup|MessageKey/.test(
    source.text,
  );
  const walk = deep ? each : ts.forEachChild;
  walk(source, (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
      if (ts.isStringLiteral(node.moduleSpecifier) && bringsCode(node)) imports.push(node.moduleSpecifier.text);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node))
      mayBeKeys.push(node.text);
    if (!ts.isCallExpression(node)) return;
    const [first, second] = node.arguments;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword && first !== undefined && ts.isStringLiteral(first))
      imports.push(first.text);
    const callee = ts.isIdentifier(node.expression) ? node.expression.text : '';
    if (callee === 'useMessages') asks.add('every text (useMessages)');
    if (callee === 'withMessages') lists = literals(first);
    if (callee === 'messagesIn') lists = literals(second);
    if (callee !== 'useTranslations') return;
    if (first === undefined) fullKeys = true;
    else asks.add(ts.isStringLiteral(first) ? first.text : 'a namespace that is not a literal');
  });
  if (fullKeys)
    for (const text of mayBeKeys) {
      const [namespace = '', ...rest] = text.split('.');
      if (rest.length > 0 && namespace in en) asks.add(namespace);
    }
  const one: Module = {
    client: directives.includes('use client'),
    action: directives.includes('use server'),
    imports: imports.flatMap((name) => resolve(file, name) ?? []),
    asks: [...asks],
    lists,
  };
  known.set(file, one);
  return one;
}

/** What the client components behind a file ask for, each namespace with the module that asks first. */
function needs(entry: string): Map<string, string> {
  const asked = new Map<string, string>();
  const seen = new Set<string>();
  const walk = (file: string, inBrowser: boolean): void => {
    const one = read(file);
    const browser = inBrowser || one.client;
    if (seen.has(`${file} ${browser}`) || (browser && one.action)) return;
    seen.add(`${file} ${browser}`);
    if (browser && file.startsWith(path.join(root, 'lib/i18n/messages')))
      asked.set('every text', path.relative(root, file));
    if (browser)
      for (const namespace of one.asks) if (!asked.has(namespace)) asked.set(namespace, path.relative(root, file));
    for (const next of one.imports) walk(next, browser);
  };
  walk(entry, false);
  // Who has a namespace has its parts.
  for (const namespace of asked.keys())
    if ([...asked.keys()].some((other) => namespace.startsWith(`${other}.`))) asked.delete(namespace);
  return asked;
}

const named = (name: string): string[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .sort();
const layout = path.join(app, 'layout.tsx');
/** Files that stand directly in the layout, outside every page. */
const besidePages = [layout, ...['error.tsx', 'not-found.tsx'].flatMap(named).map((file) => path.join(app, file))];

describe('the texts that a page sends', { timeout: 60_000 }, () => {
  test.each(named('page.tsx'))('%s: those that its client components ask for, and no others', (file) => {
    const page = path.join(app, file);
    const asked = needs(page);
    expect(Object.fromEntries(asked), 'asked for, by').toEqual(
      Object.fromEntries((read(page).lists ?? []).map((namespace) => [namespace, asked.get(namespace) ?? 'nobody'])),
    );
  });

  test('the layout: those of its own parts and of the pages for errors', () => {
    const asked = new Map(besidePages.flatMap((file) => [...needs(file)]));
    expect([...asked.keys()].sort(), 'asked for').toEqual([...(read(layout).lists ?? [])].sort());
  });

  test('the walk finds what it is for', () => {
    // Read by hand: the form runs in the browser and asks for its texts; the footer stays on the server and asks for none.
    expect([...needs(path.join(root, 'components/layout/sign-in-form.tsx')).keys()]).toEqual(['signIn']);
    expect(needs(path.join(root, 'components/layout/footer-navigation.tsx')).size).toBe(0);
    expect(named('page.tsx').length).toBeGreaterThan(15);
  });
});
