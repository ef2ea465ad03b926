import type { Message } from '../../domain/alerts/message.ts';
import { statusSent } from '../answers/status.ts';
import { fitMessage } from '../render/fit.ts';
import { plain } from '../render/plain.ts';
import type { Sender } from '../sending.ts';
import { NotSent } from '../sent.ts';
import { webhookSignature } from '../signing.ts';
import { post } from '../web/post.ts';

const MOST_BYTES = 65_536;
/** What is shorter than a good password can be guessed from one signed message. */
const LEAST_SECRET = 16;

/** The body of a webhook: the message in its own form. docs/operations/alert-channels.md describes it. */
export const webhookBody = (message: Message): string =>
  fitMessage(
    message,
    MOST_BYTES,
    ({ lines, left, links }) => {
      const { id, at, area, language, title } = message;
      const told = lines.map((line) =>
        line.kind === 'count' ? { ...line, label: plain(line.label) } : { ...line, text: plain(line.text) },
      );
      return JSON.stringify({
        id,
        at,
        area,
        language,
        title: plain(title),
        lines: [...told, ...links],
        left,
      });
    },
    (body) => body,
  );

/** A receiver of somebody's own, who tells by the signature that it comes from here. Only its status is looked at. */
export const toWebhook: Sender<'webhook'> = async (
  { clock, secretOf, web, limits },
  channel,
  message,
  signal,
) => {
  const secret = await secretOf(channel.secret);
  if (secret.length < LEAST_SECRET) throw new NotSent('secret_malformed');
  const body = webhookBody(message);
  const headers = {
    'x-houfu-message': message.id,
    'x-houfu-signature': webhookSignature(Math.floor(clock() / 1000), body, secret),
  };
  const url = new URL(channel.url);
  const answer = await post(web, { url, body, headers, reads: false, connectMs: limits.connectMs, signal });
  return statusSent(answer, clock());
};
