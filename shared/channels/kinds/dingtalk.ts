import type { Message } from '../../domain/alerts/message.ts';
import { DINGTALK, interpretRobotAnswer } from '../answers/robot.ts';
import { fitMessage } from '../render/fit.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { stripMarkup } from '../render/plain.ts';
import { robotKey } from '../secrets/robot-key.ts';
import type { Sender } from '../send-deps.ts';
import { dingtalkSign } from '../signing.ts';
import { post } from '../web/post.ts';

/** Limit of the whole body. */
const MAX_BYTES = 20_000;

/** The body for a 钉钉 robot. Its markdown separates lines by a blank line alone. */
export const dingtalkBody = (message: Message): string =>
  fitMessage(
    message,
    MAX_BYTES,
    (part) =>
      JSON.stringify({
        msgtype: 'markdown',
        markdown: { title: stripMarkup(message.title), text: renderMarkdown(part, '\n\n') },
      }),
    (body) => body,
  );

/** Sends to a robot of a DingTalk group, signed (加签) if the channel has a secret for that. */
export const sendToDingtalk: Sender<'dingtalk'> = async (
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
  return interpretRobotAnswer(DINGTALK, answer, clock());
};
