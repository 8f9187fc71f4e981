import { notFound } from 'next/navigation';

/** Every other address, so that "not found" stands in our frame and in the reader's language. */
export default function UnknownPage(): never {
  notFound();
}
