import { beforeAll, expect, test } from 'vitest';
import { lintPlanted } from './testing/planted';

/** A fault for each rule, planted in a likeness of the house, and the rule that must refuse it. */
const PLANTED: Readonly<Record<string, readonly [text: string, rule: string]>> = {
  'one.ts': ["import type { Two } from './two';\nexport type One = { two: Two };\n", 'import(no-cycle)'],
  'two.ts': ["import type { One } from './one';\nexport type Two = { one: One };\n", 'import(no-cycle)'],
  'any.ts': ['export const given = (value: any): unknown => value;\n', 'typescript(no-explicit-any)'],
  'not-null.ts': [
    'export const given = (value: string | null): string => value!;\n',
    'typescript(no-non-null-assertion)',
  ],
  'promise.ts': [
    'const later = async (): Promise<void> => undefined;\nexport const given = (): void => {\n  later();\n};\n',
    'typescript(no-floating-promises)',
  ],
  'switch.ts': [
    "export function given(of: 'a' | 'b'): number {\n  switch (of) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
    'typescript(switch-exhaustiveness-check)',
  ],
  'interface.ts': ['export interface Given { a: string }\n', 'typescript(consistent-type-definitions)'],
  'console.ts': ["export const given = (): void => console.log('x');\n", 'eslint(no-console)'],
  'long.ts': [Array.from({ length: 401 }, (_, i) => `export const given${i} = 1;\n`).join(''), 'eslint(max-lines)'],
};
/** The same among the screens, where React has rules of its own. */
const PLANTED_SCREENS: typeof PLANTED = {
  'hook.tsx': [
    "import { useState } from 'react';\nexport function Given({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n}\n",
    'rules-of-hooks',
  ],
  'impure.tsx': ['export const Given = () => <p>{Math.random()}</p>;\n', 'purity'],
  'alt.tsx': ['export const Given = () => <img src="x" />;\n', 'alt-text'],
  'aria.tsx': ['export const Given = () => <p aria-lable="x">x</p>;\n', 'aria-props'],
};

let found: readonly string[];
beforeAll(() => {
  const planted = [
    ...Object.entries(PLANTED).map(([name, [text]]) => [`lib/planted/${name}`, text]),
    ...Object.entries(PLANTED_SCREENS).map(([name, [text]]) => [`components/planted/${name}`, text]),
  ];
  found = lintPlanted(Object.fromEntries(planted));
}, 120_000);

test.each(Object.entries({ ...PLANTED, ...PLANTED_SCREENS }))('%s is refused', (name, [, rule]) => {
  expect(found.filter((line) => line.includes(`/${name}:`)).join('\n')).toContain(rule);
});
