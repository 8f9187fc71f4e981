import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lackingLetters } from './font-letters';

const font = (style: string): Uint8Array =>
  readFileSync(new URL(`../../../node_modules/@expo-google-fonts/inter/${style}.ttf`, import.meta.url));

// What Google Fonts states of Inter: Latin, Greek and Cyrillic, no East Asian or Arabic writing.
test.each(['400Regular/Inter_400Regular', '600SemiBold/Inter_600SemiBold'])('%s', (style) => {
  expect(lackingLetters(font(style), 'Arm A, 10 × 10⁹/L ≥ 5 % – «Высокий риск», für Ğ, α β, Žižka')).toEqual([]);
  expect(lackingLetters(font(style), '高危 group 高, قوي 高い')).toEqual(['高', '危', 'ق', 'و', 'ي', 'い']);
});
