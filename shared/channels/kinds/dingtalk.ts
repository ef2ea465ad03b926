import type { Message } from '../../domain/alerts/message.ts';
import { DINGTALK, robotSent } from '../answers/robot.ts';
import { fitMessage } from '../render/fit.ts';
import { asMarkdown } from '../render/markdown.ts';
import { stripMarkup } from '../render/plain.ts';
import { robotKey } from '../secrets/robot-key.ts';
import type { Sender } from '../sending.ts';
import { dingtalkSign } from '../signing.ts';
import { post } from '../web/post.ts';

/** Of the whole body. */
const MOST_BYTES = 20_000;

/** The body that a 钉钉 robot takes. Its lines are paragraphs: one end of a line alone does not part them. */
export const dingtalkBody = (message: Message): string =>
  fitMessage(
    message,
    MOST_BYTES,
    (part) =>
      JSON.stringify({
        msgtype: 'markdown',
        markdown: { title: stripMarkup(message.title), text: asMarkdown(part, '\n\n') },
      }),
    (body) => body,
  );

/** A robot of a DingTalk group, signed where it has a secret for that. */
export const toDingtalk: Sender<'dingtalk'> = async (
  { clock, secretOf, web, limits },
  channel,
  message,
  signal,
) => {
  const token = robotKey(await secretOf(channel.secret), channel.url, (address) =>
    address.searchParams.get('access_token'),
  );
  const now = clock();
  const sign = channel.signing && dingtalkSign(now, await secretOf(channel.signing));
  const url = new URL(
    `${channel.url}?access_token=${token}${sign === undefined ? '' : `&timestamp=${now}&sign=${sign}`}`,
  );
  const body = dingtalkBody(message);
  const answer = await post(web, { url, body, reads: true, connectMs: limits.connectMs, signal });
  return robotSent(DINGTALK, answer, clock());
};
