import type { Language } from '../../../shared/text/render.ts';

/** The language that `Accept-Language` asks for: English if it begins with `en`, Chinese otherwise. */
export const languageOf = (header: string | undefined): Language =>
  header !== undefined && /^\s*en\b/i.test(header) ? 'en' : 'zh-CN';
