import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant } from '../calendar/dates.ts';
import { LANGUAGES } from '../records/language.ts';

/** A ULID: the same however often a message is sent, so that whoever gets it twice can tell. */
export const MessageId = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, { error: 'id_malformed' })
  .brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

const Words = z.string().min(1).max(500);

/** Nothing that would end a link, or begin something else, in anybody's markup. */
const LinkUrl = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[A-Za-z0-9._~:/?#@$&+,;=%-]+$/);

const Line = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: Words }),
  /** 新增：12户 */
  z.strictObject({
    kind: z.literal('count'),
    label: z.string().min(1).max(60),
    value: z.int(),
    unit: z.string().min(1).max(10).optional(),
  }),
  z.strictObject({ kind: z.literal('item'), text: Words }),
  z.strictObject({ kind: z.literal('text'), text: Words }),
  z.strictObject({
    kind: z.literal('link'),
    text: z.string().min(1).max(60),
    url: LinkUrl,
  }),
]);
export type Line = z.infer<typeof Line>;

/** What is told, in no channel's form. Its links are kept however much of it a channel has no room for. */
export const Message = z.strictObject({
  id: MessageId,
  at: Instant,
  area: AreaCode,
  language: z.enum(LANGUAGES).default('zh-CN'),
  title: z.string().min(1).max(100),
  lines: z
    .array(Line)
    .max(200)
    .refine((lines) => lines.filter(({ kind }) => kind === 'link').length <= 2),
});
export type Message = z.infer<typeof Message>;
