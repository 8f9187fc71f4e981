import { casebookDefinition } from '@/components/patients/casebook/casebook';
import { mayManagePatients } from '@/lib/access/policy';
import { recordEvent } from '@/lib/audit/record.server';
import { getViewer } from '@/lib/access/session/session.server';
import { writePdf } from '@/lib/figure/formats/pdf.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { fromDay } from '@/lib/patients/calendar';
import { getPatient } from '@/lib/patients/queries.server';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';

type Context = Readonly<{ params: Promise<{ id: string }> }>;

/** Everything stored about one patient as a PDF, for data managers of its site; anybody else finds nothing here. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const [{ id }, viewer] = await Promise.all([params, getViewer()]);
  const locale = new URL(request.url).searchParams.get('lang') === 'ru' ? 'ru' : 'en';
  const opened = viewer === null || !mayManagePatients(viewer) ? null : await getPatient(viewer, id, { toEnter: true });
  if (viewer === null || opened === null) return new Response(null, { status: 404 });
  const { record } = opened;
  const [t, trials] = await Promise.all([messageLookup(locale), findTrials()]);
  const slug = record.identity.protocolSlug;
  const protocolName = inShortNames(trials, locale).find((trial) => trial.slug === slug)?.acronym ?? slug;
  const definition = casebookDefinition(record, { t, locale, protocolName, today: fromDay(new Date()) });
  const body = await writePdf(definition);
  await recordEvent(viewer, {
    kind: 'export',
    what: 'patient',
    siteId: record.siteId,
    detail: { file: 'casebook.pdf', patientId: record.id },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'attachment; filename="casebook.pdf"',
      'Cache-Control': 'private, no-store',
    },
  });
}
