import type { DeliveryDeps } from '../../../shared/channels/deliver.ts';
import { Channel } from '../../../shared/domain/alerts/channel.ts';
import type { Message } from '../../../shared/domain/alerts/message.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { AreaChannel } from '../../../shared/domain/settings/county-channels.ts';
import { takeTurn } from '../../../shared/table/outbox/alerts.ts';
import type { TestDeps } from '../../deps.ts';

export const COUNTY = AreaCode.parse('511722');

/** A channel that ends in the sink. */
export const sinkChannel = (
  id: string,
  area: AreaCode = COUNTY,
  alerts: string[] = ['immediate', 'digest'],
): AreaChannel => ({
  area,
  channel: Channel.parse({ id, label: id, kind: 'sink', alerts, enabled: true }),
});

export interface Sunk {
  readonly channel: string;
  readonly message: Message;
}

const unreachable = async (): Promise<never> => {
  throw new Error('nothing goes out of this machine');
};

/** What delivering takes, with a sink that keeps what comes and does before that what it is told to. */
export const testDelivering = (
  deps: TestDeps,
  before: (sunk: Sunk) => Promise<void> | void = () => {},
): { delivering: DeliveryDeps; sunk: Sunk[] } => {
  const sunk: Sunk[] = [];
  const reach = { hosts: new Set<string>(), resolve: unreachable, mayReach: () => false };
  return {
    sunk,
    delivering: {
      ...{ clock: deps.clock, random: () => 0, pause: deps.pause, log: deps.log },
      secretOf: unreachable,
      ...{ web: reach, mail: reach, publish: unreachable },
      transport: () => {
        throw new Error('no mail goes out of this machine');
      },
      sink: async (message, { id }) => {
        await before({ channel: id, message });
        sunk.push({ channel: id, message });
      },
      turn: (robot, rates) => takeTurn(deps.table, robot, rates, deps.clock),
      limits: { connectMs: 5, totalMs: 20 },
      patienceMs: 0,
    },
  };
};
