import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { messagesIn, type Namespace } from '@/lib/i18n/messages/load';

/**
 * A page whose client components may use the texts of these namespaces and no others: what a page does not show in the
 * browser does not travel. Server components have every text, whatever stands here.
 */
export function withMessages<Props>(
  namespaces: readonly Namespace[],
  page: (props: Props) => Promise<ReactNode>,
): (props: Props) => Promise<ReactNode> {
  return async function PageWithMessages(props) {
    const [messages, content] = await Promise.all([getMessages(), page(props)]);
    return <NextIntlClientProvider messages={messagesIn(messages, namespaces)}>{content}</NextIntlClientProvider>;
  };
}
