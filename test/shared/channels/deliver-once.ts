import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deliver } from '../../../shared/channels/deliver.ts';
import { Delivery, newDelivery } from '../../../shared/channels/delivery.ts';
import { channelsAt } from './channels.ts';
import { message } from './messages.ts';
import { channelWorld } from './world.ts';

// A process of its own, to be killed: brings the digest to a webhook, its record in a file.
const [port = '', file = '', laterMs = ''] = process.argv.slice(2);
const world = channelWorld();
world.goOn(Number(laterMs));
const { webhook } = channelsAt(world, Number(port));
const record = existsSync(file)
  ? Delivery.parse(JSON.parse(readFileSync(file, 'utf8')))
  : newDelivery({ channel: webhook.id, message: message().id }, world.deps.clock());
await deliver(world.deps, webhook, message(), record, async (next) =>
  writeFileSync(file, JSON.stringify(next)),
);
