import { getLocale } from 'next-intl/server';
import { mayManagePatients, mayReadPatients } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { redirect } from '@/lib/i18n/navigation';

/** Where signing in leads to: data managers to what waits for them, monitors to the queries, everybody else to the front page. */
export default async function StartPage() {
  const [viewer, locale] = await Promise.all([getViewer(), getLocale()]);
  const reader = mayReadPatients(viewer) ? '/patients/queries' : '/';
  return redirect({ href: mayManagePatients(viewer) ? '/patients/worklist' : reader, locale });
}
