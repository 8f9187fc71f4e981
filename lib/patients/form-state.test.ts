import { expect, test } from 'vitest';
import { readForm } from './form-state';

test('a form is read as typed, several values of one name joined', () => {
  const form = new FormData();
  form.append('wbc', ' 12,5 ');
  form.append('site', 'a');
  form.append('site', 'b');
  form.append('file', new Blob(['x']));
  expect(readForm(form)).toEqual({ wbc: ' 12,5 ', site: 'a,b', file: '' });
});

test.each([[undefined], [null], ['x'], [['y']], [{ keys: 1 }]])('%j is no form and has no fields', (sent) => {
  // An action can be sent anything, whatever its type says.
  expect(readForm(sent as unknown as FormData)).toEqual({});
});
