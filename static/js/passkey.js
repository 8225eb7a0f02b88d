/* Starts allauth's passkey form named in a JSON block, shows passkey buttons only where
   the browser can use them, and says in words when a passkey could not be used. */
(() => {
  'use strict'
  const ready = 'PublicKeyCredential' in window
  document.querySelectorAll('[data-passkey]').forEach((part) => { part.hidden = !ready })
  document.addEventListener('allauth.error', () => {
    document.querySelectorAll('[data-passkey-failed]').forEach((note) => { note.hidden = false })
  })
  document.querySelectorAll('script[data-allauth-onload]').forEach((block) => {
    const start = block.dataset.allauthOnload.split('.').reduce((at, part) => at && at[part], window)
    if (ready && start) start(JSON.parse(block.textContent))
  })
})()
