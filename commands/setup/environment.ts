import path from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error';

const databaseUrl = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
    'must look like postgresql://user:password@host:5432/database',
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).pathname.length > 1,
    'must name a database after the host, as in postgresql://user:password@host:5432/registry',
  );

const Environment = z.object({
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 to 65535')
    .max(65535, 'must be 1 to 65535')
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  APP_DATABASE_URL: databaseUrl.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://infant-all.example.org' })
    .optional(),
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  DIST_DIR: z.string().min(1).default('.next'),
});

export type Settings = {
  port: number;
  host: string;
  /** Absolute path of the folder that holds the embedded database, the secrets and the lock. */
  dataDir: string;
  /** Owner's connection to an external PostgreSQL; null = the embedded server. */
  databaseUrl: string | null;
  /** Connection of the role that the program uses; null = derived from the owner's. */
  appDatabaseUrl: string | null;
  sessionSecret: string | null;
  /** The address under which readers reach the program, without a slash at the end. */
  publicUrl: string;
  demo: boolean;
  /** Folder of the build, relative to the program. */
  distDir: string;
};

/** Reads the settings from the environment. Throws StartError naming every malformed variable. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new StartError(
      `Malformed environment: ${lines.join('; ')}.`,
      'Correct or unset these variables; README.md lists them all.',
    );
  }
  const env = parsed.data;
  const hostInAddress = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(env.HOST) ? 'localhost' : env.HOST;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    appDatabaseUrl: env.APP_DATABASE_URL ?? null,
    sessionSecret: env.SESSION_SECRET ?? null,
    publicUrl: (env.PUBLIC_URL ?? `http://${hostInAddress}:${env.PORT}`).replace(/\/+$/, ''),
    demo: env.DEMO === undefined ? env.DATABASE_URL === undefined : env.DEMO === '1',
    distDir: env.DIST_DIR,
  };
}

/** True where only this machine can connect. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
