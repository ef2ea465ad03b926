import * as z from 'zod';
import { Channel } from '../alerts/channel.ts';
import { AreaCode } from '../areas/area.ts';

/** A channel with the area whose alerts it receives: the county, or a township for its digest. */
export const AreaChannel = z.strictObject({ area: AreaCode, channel: Channel }).meta({
  id: 'AreaChannel',
  description: '某地的通知渠道 · A channel with the area whose alerts it carries',
});
export type AreaChannel = z.infer<typeof AreaChannel>;

const MOST_CHANNELS = 60;

/**
 * The fields of a settings version that rules do not use. They are put, stored and returned with the version; a change
 * of them makes no record due.
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
