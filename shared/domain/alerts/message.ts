import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant } from '../calendar/dates.ts';
import { LANGUAGES } from '../records/language.ts';

/** A ULID, the same in every attempt, so that a receiver can recognise a duplicate. */
export const MessageId = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, { error: 'id_malformed' })
  .brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

const Words = z.string().min(1).max(500);

/** A URL without characters that end a link or begin markup on any channel. */
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

/** A message independent of channels. Its links are kept when a channel shortens it. */
export const Message = z.strictObject({
  id: MessageId,
  at: Instant,
  area: AreaCode,
  /** What the area is called in a footer; its code where that is not known. */
  areaName: z.string().min(1).max(60).optional(),
  language: z.enum(LANGUAGES).default('zh-CN'),
  title: z.string().min(1).max(100),
  lines: z
    .array(Line)
    .max(200)
    .refine((lines) => lines.filter(({ kind }) => kind === 'link').length <= 2),
});
export type Message = z.infer<typeof Message>;
