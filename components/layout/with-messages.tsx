import { getLocale, getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { messagesIn, type Messages, type Namespace } from '@/lib/i18n/messages/load';
import { Texts } from './texts';

/**
 * A page whose client components may use the texts of these namespaces and no others: what a page does not show in the
 * browser does not travel. Server components have every text, whatever stands here.
 */
export function withMessages<Props>(
  namespaces: readonly Namespace[],
  page: (props: Props) => Promise<ReactNode>,
): (props: Props) => Promise<ReactNode> {
  const written = new WeakMap<Messages, string>();
  return async function PageWithMessages(props) {
    const [locale, messages, content] = await Promise.all([getLocale(), getMessages(), page(props)]);
    const texts = written.get(messages) ?? JSON.stringify(messagesIn(messages, namespaces));
    written.set(messages, texts);
    return (
      <Texts locale={locale} texts={texts}>
        {content}
      </Texts>
    );
  };
}
