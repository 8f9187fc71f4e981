import { z } from 'zod';
import { ROLES } from './access/policy';

const DemoAccount = z.object({
  role: z.enum(ROLES),
  email: z.string(),
  password: z.string(),
});

const Environment = z.object({
  /** Connection of the role that owns nothing. */
  APP_DATABASE_URL: z.string().min(1),
  /** Connection of the same role to a streaming replica, for what only reads. */
  READ_DATABASE_URL: z
    .string()
    .optional()
    .transform((url) => (url === '' ? undefined : url)),
  /** At most so many connections to each of them. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(10),
  SESSION_SECRET: z.string().min(32),
  /** The address under which readers reach the program. */
  PUBLIC_URL: z.url(),
  /** A session ends after so many minutes without a request. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  /** A session ends so many hours after signing in. */
  SESSION_HOURS: z.coerce.number().int().min(1).max(168).default(12),
  /** How many proxies in front of the program add to X-Forwarded-For; 0: the header is not read. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** How many processes answer requests together; as many as the machine has cores, three to eight, where it is not set. */
  WEB_PROCESSES: z.coerce.number().int().min(1).max(64).optional(),
  /** Multiplies how often one account or address may ask for what costs work. */
  LIMIT_FACTOR: z.coerce.number().int().min(1).max(100_000).default(1),
  /** Where a line for each request goes; the standard output where it is not set. */
  LOG_FILE: z.string().min(1).optional(),
  /** Folder in which programs of one build share the answers that they keep; where it is not set, each process keeps its own. */
  KEPT_FOLDER: z.string().min(1).optional(),
  /** Port of this machine at which `/metrics` answers; none where it is not set. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** `1`: curators may let the server ask ClinicalTrials.gov for a record. */
  REGISTER_FETCH: z
    .enum(['', '0', '1'])
    .default('0')
    .transform((text) => text === '1'),
  /** JSON list of the demonstration's accounts; shown on the sign-in page where it is set. */
  DEMO_ACCOUNTS: z
    .string()
    .optional()
    .transform((text): z.infer<typeof DemoAccount>[] =>
      text === undefined || text === '' ? [] : z.array(DemoAccount).parse(JSON.parse(text)),
    ),
});

export type DemoAccount = z.infer<typeof DemoAccount>;
export type Env = z.infer<typeof Environment>;

let parsed: Env | undefined;

/**
 * The program's environment, the one place that reads it. Throws an error that names each missing or malformed variable;
 * read on first use, so that a build needs none of it.
 */
export function env(): Env {
  if (parsed !== undefined) return parsed;
  const result = Environment.safeParse(process.env);
  if (!result.success) {
    throw new Error(
      `Environment: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}. Start the program with npm start, which sets these.`,
    );
  }
  parsed = result.data;
  return parsed;
}

/** What tells two states of the program apart: what one of them derived and kept may not be what the other derives. */
export function programFingerprint(): string {
  return process.env['PROGRAM_FINGERPRINT'] ?? '';
}
