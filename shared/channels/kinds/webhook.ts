import type { Message } from '../../domain/alerts/message.ts';
import { interpretStatus } from '../answers/status.ts';
import { fitMessage } from '../render/fit.ts';
import { toPlainLine } from '../render/plain.ts';
import type { Sender } from '../send-deps.ts';
import { SendFailure } from '../send-result.ts';
import { webhookSignature } from '../signing.ts';
import { post } from '../web/post.ts';

const MAX_BYTES = 65_536;
/** A shorter secret could be guessed from one signed message. */
const MIN_SECRET_LENGTH = 16;

/** The body of a webhook, as docs/operations/alert-channels.md describes it. */
export const webhookBody = (message: Message): string =>
  fitMessage(
    message,
    MAX_BYTES,
    ({ lines, left, links }) => {
      const { id, at, area, language, title } = message;
      const texts = lines.map((line) =>
        line.kind === 'count'
          ? { ...line, label: toPlainLine(line.label) }
          : { ...line, text: toPlainLine(line.text) },
      );
      return JSON.stringify({
        id,
        at,
        area,
        language,
        title: toPlainLine(title),
        lines: [...texts, ...links],
        left,
      });
    },
    (body) => body,
  );

/** Posts to a receiver, who verifies the signature. Reads the status of the answer alone. */
export const sendToWebhook: Sender<'webhook'> = async (
  { clock, secretOf, web, limits },
  channel,
  message,
  signal,
) => {
  const secret = await secretOf(channel.secret);
  if (secret.length < MIN_SECRET_LENGTH) throw new SendFailure('secret_malformed');
  const body = webhookBody(message);
  const headers = {
    'x-houfu-message': message.id,
    'x-houfu-signature': webhookSignature(Math.floor(clock() / 1000), body, secret),
  };
  const url = new URL(channel.url);
  const answer = await post(web, { url, body, headers, reads: false, connectMs: limits.connectMs, signal });
  return interpretStatus(answer, clock());
};
