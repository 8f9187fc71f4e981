/** A value with everything before it and everything that was taken back. Nothing is ever dropped. */
export type History<Value> = Readonly<{ past: readonly Value[]; present: Value; future: readonly Value[] }>;

export type Step<Value> =
  | Readonly<{ kind: 'change'; to: (before: Value) => Value }>
  | Readonly<{ kind: 'start'; with: Value }>
  | Readonly<{ kind: 'undo' | 'redo' }>;

export function startOf<Value>(present: Value): History<Value> {
  return { past: [], present, future: [] };
}

export function stepped<Value>(history: History<Value>, step: Step<Value>): History<Value> {
  const { past, present, future } = history;
  switch (step.kind) {
    case 'start':
      return startOf(step.with);
    case 'change': {
      const next = step.to(present);
      return next === present ? history : { past: [...past, present], present: next, future: [] };
    }
    case 'undo': {
      const before = past.at(-1);
      return before === undefined
        ? history
        : { past: past.slice(0, -1), present: before, future: [present, ...future] };
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next === undefined ? history : { past: [...past, present], present: next, future: rest };
    }
  }
}
