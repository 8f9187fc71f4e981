import { describe, expect, test } from 'vitest';
import { refuseSignInRequest } from './sign-in-request';

const at = 'http://localhost:3000/api/auth/';
const refusal = async (path: string, init?: RequestInit): Promise<string | null> =>
  (await refuseSignInRequest(new Request(at + path, init), (path.split('?')[0] ?? '').split('/')))?.code ?? null;
const post = (body: string, type: string): RequestInit => ({ method: 'POST', body, headers: { 'Content-Type': type } });
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

describe('a request to the sign-in library', () => {
  test.each([
    ['csrf', null],
    ['signin?callbackUrl=%2Fpatients', null],
    ['signin?callbackUrl=http%3A%2F%2Flocalhost%3A3000%2Fru', null],
    ['error?error=CredentialsSignin', null],
    ['callback/credentials', 'method-not-allowed'],
    ['signout', 'method-not-allowed'],
    ['verify-request', 'nothing-here'],
    ['callback/google', 'nothing-here'],
    ['signin/credentials', 'nothing-here'],
    ['constructor', 'nothing-here'],
    ['error?error=x%0d%0aSet-Cookie:a', 'bad-error-code'],
    ['error?error=%F0%9F%98%80', 'bad-error-code'],
    ['signin?callbackUrl=http://%25', 'bad-callback'],
    ['session?callbackUrl=javascript:1', 'bad-callback'],
    ['csrf?callbackUrl=%00', 'bad-callback'],
    ['csrf?callbackUrl=%2Fa&callbackUrl=x', 'bad-callback'],
  ])('that asks for %s: %s', async (path, code) => {
    expect(await refusal(path)).toBe(code);
  });

  test.each([
    [post('email=a%40b.example&password=x&callbackUrl=%2F', FORM), null],
    [post('%=%00', FORM), null],
    [post('', FORM), null],
    [post('callbackUrl=http%3A%2F%2F%25', FORM), 'bad-callback'],
    [post('{"email":"a@b.example","password":"x"}', JSON_TYPE), null],
    [post('{', JSON_TYPE), 'bad-body'],
    [post('null', JSON_TYPE), 'bad-body'],
    [post('[]', JSON_TYPE), 'bad-body'],
    [post('{"email":["a"]}', JSON_TYPE), 'bad-body'],
    [post('{"callbackUrl":5}', JSON_TYPE), 'bad-callback'],
  ])('that sends %j: %s', async (init, code) => {
    expect(await refusal('callback/credentials', init)).toBe(code);
  });

  test('to write into the log, or with a method that an address does not take, is refused with those that it takes', async () => {
    expect(await refusal('_log', post('level=error&code=x', FORM))).toBe('nothing-here');
    expect(await refuseSignInRequest(new Request(`${at}session`, post('a=b', FORM)), ['session'])).toEqual({
      status: 405,
      code: 'method-not-allowed',
      allow: 'GET, HEAD',
    });
    expect(await refusal('session', { method: 'HEAD' })).toBeNull();
    expect(await refusal('signout', post('csrfToken=x', FORM))).toBeNull();
  });

  test('still has its body for the library', async () => {
    const request = new Request(`${at}callback/credentials`, post('email=a', FORM));
    await refuseSignInRequest(request, ['callback', 'credentials']);
    expect(await request.text()).toBe('email=a');
  });
});
