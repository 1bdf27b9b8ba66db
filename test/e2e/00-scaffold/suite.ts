/**
 * The suites' own ground: the private network, the names, the foreign Postfix. When this fails, the fault is in the
 * scaffolding and not in the product. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { Resolver } from 'node:dns/promises';
import { makeSigner } from '../harness/dkim.ts';
import { RESOLVER, startDns } from '../harness/dns.ts';
import { IS_PRIVATE } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { startPostfix } from '../harness/postfix.ts';
import { must, run } from '../harness/program.ts';
import { check, has, suite } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';

await suite(async () => {
  await check('a private network with nothing but loopback', async () => {
    assert.ok(IS_PRIVATE, 'no network namespace could be made here (root and unshare are needed)');
    assert.equal((await must('ip', ['-o', 'link'])).out.trim().split('\n').length, 1);
  });
  const dns = await startDns({
    'fjord.example': '@ IN MX 10 post\npost IN A 127.0.0.10',
    'verden.example': '@ IN MX 10 mx\nmx IN A 127.0.0.20',
  });
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([RESOLVER]);
  await check('unbound answers from nsd through root and top-level domain', async () => {
    assert.equal((await resolver.resolveMx('fjord.example'))[0]?.exchange, 'post.fjord.example');
    await assert.rejects(resolver.resolveMx('unregistered.example'), { code: 'ENOTFOUND' });
  });
  await check('a changed zone is seen at once', async () => {
    await dns.set('fjord.example', '@ IN TXT "only text"');
    await assert.rejects(resolver.resolveMx('fjord.example'), { code: 'ENODATA' });
    await dns.set('fjord.example', null);
    await assert.rejects(resolver.resolveMx('fjord.example'), { code: 'ENOTFOUND' });
  });
  await check('dkimpy signs, and verifies through this DNS', async () => {
    const signer = await makeSigner('sel1', 'verden.example');
    await dns.set('verden.example', signer.record);
    const signed = await signer.sign(letter('scaffold', 'nora@verden.example', 'kari@fjord.example'));
    has((await run('dkimverify', [], { input: signed })).text, 'signature ok');
    const changed = Buffer.from(signed.toString('latin1').replace('begins with', 'begins  with'), 'latin1');
    assert.notEqual((await run('dkimverify', [], { input: changed })).code, 0);
    await dns.set('verden.example', '@ IN MX 10 mx\nmx IN A 127.0.0.20');
  });
  await check('a foreign Postfix takes mail and finds hosts by DNS', async () => {
    const postfix = await startPostfix('127.0.0.20', 25, {
      myhostname: 'mx.verden.example',
      virtual_mailbox_domains: 'verden.example',
      virtual_transport: 'discard',
    });
    await postfix.sendmail('ola@verden.example', 'kari@verden.example', 'Subject: hello\n\nhello\n');
    await waitFor('the message to be sent', () => /status=sent/.test(postfix.log()));
    await postfix.sendmail('ola@verden.example', 'kari@unregistered.example', 'Subject: hello\n\nhello\n');
    await waitFor('a bounce', () => /status=bounced/.test(postfix.log()));
    has(postfix.log(), 'unregistered.example');
  });
});
