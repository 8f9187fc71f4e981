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

/** Read again by the program itself; here a wrong value is named before anything starts. */
function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
}

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
  READ_DATABASE_URL: databaseUrl.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://infant-all.example.org' })
    .optional(),
  SESSION_IDLE_MINUTES: wholeNumber(1, 1440).optional(),
  SESSION_HOURS: wholeNumber(1, 168).optional(),
  WEB_PROCESSES: wholeNumber(1, 64).optional(),
  LIMIT_FACTOR: wholeNumber(1, 100_000).optional(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  TRUSTED_PROXIES: wholeNumber(0, 5).optional(),
  REGISTER_FETCH: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  DIST_DIR: z.string().min(1).default('.next'),
  KEPT_FOLDER: z.string().min(1).optional(),
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
  /** Whether the demonstration's accounts exist. */
  demo: boolean;
  /** Whether their passwords stand on the sign-in page: only where no other machine can ask for it. */
  demoOnPage: boolean;
  /** Whether readers come by TLS, which a proxy in front ends, and nobody has said how many proxies there are. */
  proxiesUnsaid: boolean;
  /** Absolute path of the folder of kept answers, which programs of one build may share. */
  keptFolder: string;
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
  if (env.PUBLIC_URL === undefined && !isLoopback(env.HOST)) {
    throw new StartError(
      `HOST=${env.HOST} lets other machines in, but PUBLIC_URL does not say under which address they come.`,
      'Set PUBLIC_URL to the address that readers type, for example PUBLIC_URL=https://infant-all.example.org, or leave HOST out to serve this machine only.',
    );
  }
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  const local = isLoopback(env.HOST) && isLoopback(new URL(publicUrl).hostname);
  const demo = env.DEMO === undefined ? env.DATABASE_URL === undefined && local : env.DEMO === '1';
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    appDatabaseUrl: env.APP_DATABASE_URL ?? null,
    sessionSecret: env.SESSION_SECRET ?? null,
    publicUrl,
    demo,
    demoOnPage: demo && local,
    proxiesUnsaid: publicUrl.startsWith('https:') && env.TRUSTED_PROXIES === undefined,
    keptFolder: path.resolve(env.KEPT_FOLDER ?? path.join(env.DATA_DIR, 'kept')),
    distDir: env.DIST_DIR,
  };
}

/** True where only this machine can connect: a host name or address, as in HOST or in an address (`[::1]`). */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
