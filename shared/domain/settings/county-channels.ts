import * as z from 'zod';
import { Channel } from '../alerts/channel.ts';
import { AreaCode } from '../areas/area.ts';

/** A channel with the area whose alerts it carries: a county's own, or a township's digest. */
export const AreaChannel = z.strictObject({ area: AreaCode, channel: Channel }).meta({
  id: 'AreaChannel',
  description: '某地的通知渠道 · A channel with the area whose alerts it carries',
});
export type AreaChannel = z.infer<typeof AreaChannel>;

const MOST_CHANNELS = 60;

/**
 * What a county's version says beside the settings of rules and ledger: a field that stands here can be put, is kept
 * and shown with the version. Records are not evaluated anew for its sake, since no rule looks at it.
 */
export const CountyChannels = z.strictObject({
  channels: z
    .array(AreaChannel)
    .max(MOST_CHANNELS)
    .refine((all) => new Set(all.map(({ channel }) => channel.id)).size === all.length, {
      error: 'channel_id_twice',
    })
    .optional(),
});
export type CountyChannels = z.infer<typeof CountyChannels>;
