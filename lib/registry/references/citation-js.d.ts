// The libraries bring no types of their own; these are the parts that are used.
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: unknown, options?: { forceType: '@ris/file' | '@bibtex/text' });
    data: Record<string, unknown>[];
    format(format: 'bibtex'): string;
    format(format: 'ris', options: { format: 'object' }): Record<string, unknown>[];
  }
  export const plugins: {
    config: { get(plugin: '@bibtex'): { format: { useIdAsLabel: boolean; checkLabel: boolean; asciiOnly: boolean } } };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
