import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createAccount, inTransaction, NewAccount } from '@/lib/access/accounts.server';
import { readSettings } from './setup/environment';
import { messageOf, StartError } from './setup/start-error';
import { withDatabase } from './setup/with-database';
import { connectOwner } from '@/prisma/owner-client';

const USAGE = `npm run user:create -- --email anna@clinic.example --name "Anna Example" --role administrator
  --role      administrator, curator, data-manager, monitor or researcher
  --site      code of the site, for a data manager, monitor or researcher; made where it does not exist
  --site-name its name, when it is made
The password is read from the variable PASSWORD; without it one is made up and printed once.`;

/** Makes an account. Exit codes: 0 made, 1 wrong arguments, 2 the database refused or could not be reached. */
export async function main(args: string[]): Promise<number> {
  const account = readAccount(args);
  if (account === null) return 1;
  try {
    await withDatabase(readSettings(), async ({ ownerUrl }) => {
      const owner = await connectOwner(ownerUrl);
      await inTransaction(owner, () => createAccount(owner, account)).finally(() => owner.end());
    });
  } catch (error) {
    const taken = (error as { constraint?: string }).constraint === 'app_user_email_key';
    console.error(taken ? `There is already an account with the address ${account.email}.` : messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
  console.log(
    `Account made: ${account.email}, ${account.role}${account.site === null ? '' : ` at ${account.site.code}`}.`,
  );
  if (!process.env['PASSWORD']) console.log(`Password: ${account.password}`);
  return 0;
}

function readAccount(args: string[]): NewAccount | null {
  try {
    const options = {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      site: { type: 'string' },
      'site-name': { type: 'string' },
    } as const;
    const { values } = parseArgs({ args, options });
    const site = values.site === undefined ? null : { code: values.site, name: values['site-name'] ?? values.site };
    const password = process.env['PASSWORD'] || randomBytes(12).toString('base64url');
    const parsed = NewAccount.safeParse({
      email: values.email ?? '',
      displayName: values.name ?? '',
      role: values.role ?? '',
      password,
      site,
    } satisfies Record<keyof NewAccount, unknown>);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) console.error(`${givenAs(String(path[0]))} ${message}`);
  } catch (error) {
    console.error(messageOf(error));
  }
  console.error(`\n${USAGE}`);
  return null;
}

/** What a field of an account is called where it is given. */
function givenAs(field: string): string {
  if (field === 'password') return 'PASSWORD';
  return field === 'displayName' ? '--name' : `--${field}`;
}
