import type { ReactiveController } from 'lit';
import type { ShellElement } from './shell-element.js';

/** At most one sound in this time. */
const restMs = 2000;

/** Two short notes when the unread count rises, where the page asked for it and the visitor has pressed something before. */
export class Sound implements ReactiveController {
  readonly #host: ShellElement;
  #unread: number;
  #audio: AudioContext | undefined;
  #lastAt = 0;

  constructor(host: ShellElement) {
    this.#host = host;
    this.#unread = host.unread;
  }

  hostUpdated(): void {
    const { sound, unread } = this.#host;
    const rose = unread > this.#unread;
    this.#unread = unread;
    // Before a gesture browsers keep audio silent, and a context that waits would play all at once later.
    if (!rose || !sound || !navigator.userActivation?.hasBeenActive || Date.now() - this.#lastAt < restMs)
      return;
    this.#lastAt = Date.now();
    this.#play();
  }

  hostDisconnected(): void {
    void this.#audio?.close();
    this.#audio = undefined;
  }

  #play(): void {
    this.#audio ??= new AudioContext();
    const audio = this.#audio;
    const start = audio.currentTime;
    for (const [note, pitch] of [660, 880].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const at = start + note * 0.12;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.08, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.22);
    }
  }
}
