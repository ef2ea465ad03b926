import * as z from 'zod/mini';
import { AreaCode } from '../domain/areas/area.ts';
import { Instant } from '../domain/calendar/dates.ts';
import { LANGUAGES } from '../text/catalogue.ts';

/** A ULID: the same however often a message is sent, so that whoever gets it twice can tell. */
export const MessageId = z
  .string()
  .check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, { error: 'id_malformed' }))
  .brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

const Words = z.string().check(z.minLength(1), z.maxLength(500));

/** Nothing that would end a link, or begin something else, in anybody's markup. */
const LinkUrl = z.string().check(z.maxLength(300), z.regex(/^https?:\/\/[A-Za-z0-9._~:/?#@$&+,;=%-]+$/));

const Line = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: Words }),
  /** 新增：12户 */
  z.strictObject({
    kind: z.literal('count'),
    label: z.string().check(z.minLength(1), z.maxLength(60)),
    value: z.int(),
    unit: z.optional(z.string().check(z.minLength(1), z.maxLength(10))),
  }),
  z.strictObject({ kind: z.literal('item'), text: Words }),
  z.strictObject({ kind: z.literal('text'), text: Words }),
  z.strictObject({
    kind: z.literal('link'),
    text: z.string().check(z.minLength(1), z.maxLength(60)),
    url: LinkUrl,
  }),
]);
export type Line = z.infer<typeof Line>;

/** What is told, in no channel's form. Its links are kept however much of it a channel has no room for. */
export const Message = z.strictObject({
  id: MessageId,
  at: Instant,
  area: AreaCode,
  language: z._default(z.enum(LANGUAGES), 'zh-CN'),
  title: z.string().check(z.minLength(1), z.maxLength(100)),
  lines: z.array(Line).check(
    z.maxLength(200),
    z.refine((lines) => lines.filter(({ kind }) => kind === 'link').length <= 2),
  ),
});
export type Message = z.infer<typeof Message>;
