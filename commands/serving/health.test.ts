import { describe, expect, test } from 'vitest';
import { watchHealth } from './health';

/** A check that answers when it is told to. */
function held() {
  const waiting: ((health: string) => void)[] = [];
  return {
    begun: () => waiting.length,
    check: () => new Promise<string>((resolve) => waiting.push(resolve)),
    answer: (health: string) => waiting.at(-1)?.(health),
  };
}

describe('whether the program is well', () => {
  let now = 0;
  const clock = { now: () => now, patienceMs: 1 };

  test('the first question waits for the check, and those at the same time share it', async () => {
    const { begun, check, answer } = held();
    const health = watchHealth(check, clock);
    const asked = [health(), health()];
    answer('well');
    expect(await Promise.all(asked)).toEqual(['well', 'well']);
    expect(begun()).toBe(1);
  });

  test('within a second what is known is said; after it a check begins, and a slow one is not waited for', async () => {
    const { begun, check, answer } = held();
    const health = watchHealth(check, clock);
    const first = health();
    answer('well');
    await first;
    now += 999;
    expect([await health(), begun()]).toEqual(['well', 1]);
    now += 2;
    expect([await health(), begun()]).toEqual(['well', 2]);
    answer('away');
    await Promise.resolve();
    expect(await health()).toBe('away');
    expect(begun()).toBe(2);
  });

  test('what is older than three seconds is not said any more: the check is waited for', async () => {
    const { check, answer } = held();
    const health = watchHealth(check, clock);
    const first = health();
    answer('well');
    await first;
    now += 3001;
    const asked = health();
    setTimeout(() => answer('away'), 30);
    expect(await asked).toBe('away');
  });

  test('a check that fails is begun anew by the next question', async () => {
    let fails = true;
    const health = watchHealth(async () => {
      if (fails) throw new Error('no answer');
      return 'well';
    }, clock);
    await expect(health()).rejects.toThrow('no answer');
    fails = false;
    expect(await health()).toBe('well');
  });
});
