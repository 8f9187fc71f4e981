import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { SchemaEngine as Engine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

type Bindings = {
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
  SchemaEngine: {
    new: (
      options: { datamodels: [string, string][] },
      log: (line: string) => void,
      adapter: unknown,
    ) => Promise<Engine>;
  };
};

/** Every table and enumeration of the schema belongs to it. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** Once for the process, also where this module is read twice in it: the bindings keep views of one instance's memory. */
const kept = globalThis as typeof globalThis & { registrySchemaEngine?: Promise<Bindings> };

async function loadBindings(): Promise<Bindings> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as Bindings;
  const wasm = await readFile(script.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': { ...(bindings as unknown as WebAssembly.ModuleImports), ...quietTimers(bindings) },
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
  return bindings;
}

/**
 * The engine gives up waiting for the lock of migrations after ten seconds and leaves that timer behind when it had not to
 * wait: every command would end ten seconds late.
 */
function quietTimers(bindings: object): WebAssembly.ModuleImports {
  return Object.fromEntries(
    Object.entries(bindings).flatMap(([name, start]: [string, unknown]) =>
      name.startsWith('__wbg_setTimeout') && typeof start === 'function'
        ? [[name, (...given: unknown[]): unknown => unreferenced(Reflect.apply(start, undefined, given))]]
        : [],
    ),
  );
}

function unreferenced(timer: unknown): unknown {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
  return timer;
}

/**
 * Prisma's own migration engine, as WebAssembly from npm: the native binary is a download that hospital networks block.
 * It talks to the database through the same driver adapter as the program.
 */
export async function withSchemaEngine<Result>(
  connectionString: string,
  schema: string,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  kept.registrySchemaEngine ??= loadBindings();
  const { SchemaEngine } = await kept.registrySchemaEngine;
  const opened: SqlDriverAdapter[] = [];
  const adapter = bindMigrationAwareSqlAdapterFactory(
    wholeScripts(new PrismaPg({ connectionString }), connectionString, opened),
  );
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await Promise.all(opened.map((connection) => connection.dispose()));
  }
}

/**
 * The adapter cuts a script at every semicolon, also inside a function's body. PostgreSQL takes the script whole, and
 * then as one transaction: a migration that fails leaves nothing behind.
 */
function wholeScripts(factory: PrismaPg, connectionString: string, opened: SqlDriverAdapter[]): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    opened.push(adapter);
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      await client.query(script).finally(() => client.end());
    };
    return adapter;
  };
  return factory;
}
