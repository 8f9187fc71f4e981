import { describe, expect, test } from 'vitest';
import { refuseOldServer } from './database';
import { isLoopback, readSettings } from './environment';

const settings = (environment: Record<string, string>): ReturnType<typeof readSettings> =>
  readSettings({ NODE_ENV: 'test', ...environment });

describe('readSettings', () => {
  test('needs nothing: embedded database, this machine only, with the demonstration', () => {
    expect(readSettings({ NODE_ENV: 'test' })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      publicUrl: 'http://localhost:3000',
      demo: true,
    });
  });

  test.each([
    [{ PUBLIC_URL: 'https://infant-all.example.org' }, true],
    [{ PUBLIC_URL: 'https://infant-all.example.org', TRUSTED_PROXIES: '1' }, false],
    [{ PUBLIC_URL: 'http://localhost:3000' }, false],
  ])('behind TLS it is said that nobody has said how many proxies there are: %j', (environment, unsaid) => {
    expect(settings(environment).proxiesUnsaid).toBe(unsaid);
  });

  test('has no demonstration on a server of your own unless asked', () => {
    const DATABASE_URL = 'postgresql://owner:secret@db.example:5432/registry';
    expect(readSettings({ NODE_ENV: 'test', DATABASE_URL }).demo).toBe(false);
    expect(readSettings({ NODE_ENV: 'test', DATABASE_URL, DEMO: '1' }).demo).toBe(true);
  });

  test.each([
    [{}, true, true],
    [{ PUBLIC_URL: 'http://LOCALHOST:3000/registry/' }, true, true],
    [{ PUBLIC_URL: 'http://[::1]:3000', HOST: '::1' }, true, true],
    [{ PUBLIC_URL: 'https://infant-all.example.org' }, false, false],
    [{ PUBLIC_URL: 'https://localhost.example.org' }, false, false],
    [{ PUBLIC_URL: 'http://localhost:3000', HOST: '0.0.0.0' }, false, false],
    [{ PUBLIC_URL: 'https://infant-all.example.org', DEMO: '1' }, true, false],
    [{ PUBLIC_URL: 'http://localhost:3000', HOST: '0.0.0.0', DEMO: '1' }, true, false],
    [{ DEMO: '0' }, false, false],
  ])('%j: demonstration accounts %s, on a page %s', (environment, demo, demoOnPage) => {
    expect(settings(environment)).toMatchObject({ demo, demoOnPage });
  });

  test.each(['0.0.0.0', '::', '192.168.1.5', 'registry.local'])('asks for PUBLIC_URL where HOST is %s', (HOST) => {
    expect(() => settings({ HOST })).toThrow(/lets other machines in, but PUBLIC_URL/);
    expect(settings({ HOST, PUBLIC_URL: 'https://a.example' }).publicUrl).toBe('https://a.example');
  });

  test('takes an empty variable as unset', () => {
    expect(readSettings({ NODE_ENV: 'test', PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      databaseUrl: null,
    });
  });

  test('names every malformed variable at once', () => {
    const wrong = {
      NODE_ENV: 'test' as const,
      PORT: 'abc',
      DATABASE_URL: 'mysql://x/y',
      PUBLIC_URL: 'registry',
      SESSION_SECRET: 'short',
      SESSION_HOURS: '0',
      WEB_PROCESSES: 'all',
      DEMO: 'yes',
    };
    expect(() => readSettings(wrong)).toThrow(
      /PORT must be a number.*DATABASE_URL must look like postgresql:.*SESSION_SECRET must have at least 32.*PUBLIC_URL must be an address.*SESSION_HOURS must be a whole number from 1 to 168.*WEB_PROCESSES must be a whole number from 1 to 64.*DEMO must be 0 or 1/,
    );
  });

  test.each(['0', '65536', '80.5'])('refuses the port %s', (PORT) => {
    expect(() => readSettings({ NODE_ENV: 'test', PORT })).toThrow(/PORT/);
  });

  test('wants the database named', () => {
    expect(() => readSettings({ NODE_ENV: 'test', DATABASE_URL: 'postgresql://owner@db.example:5432' })).toThrow(
      /must name a database/,
    );
  });
});

test.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['[::1]', true],
  ['LocalHost', true],
  ['localhost.', true],
  ['127.0.0.2', true],
  ['127.example.org', false],
  ['localhost.example.org', false],
  ['0.0.0.0', false],
  ['10.0.0.5', false],
])('%s is this machine only: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test('a server before PostgreSQL 15 is refused by its version', () => {
  expect(() => refuseOldServer(140_012, '14.12')).toThrow(/PostgreSQL 14\.12; version 15 or newer/);
  expect(() => refuseOldServer(150_000, '15.0')).not.toThrow();
});
