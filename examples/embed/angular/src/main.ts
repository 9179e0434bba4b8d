// Templates are compiled in the browser, so that the example needs Vite alone. `ng build` takes the same component.
import '@angular/compiler';
import '@teambrain/widget';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { Message } from '@teambrain/sdk';

@Component({
  selector: 'orders-app',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Orders</h1>
      <p>Last message: <output>{{ last() }}</output></p>
      <button type="button" (click)="isThere.set(!isThere())">{{ isThere() ? 'Leave' : 'Come back' }}</button>
      @if (isThere()) {
        <team-brain
          [attr.server]="server"
          [attr.app]="app"
          token-url="/api/teambrain-token"
          room="design"
          (tb-message)="heard($event)"
        ></team-brain>
      }
    </main>
  `,
})
class OrdersApp {
  readonly server = import.meta.env.TEAMBRAIN_URL;
  readonly app = import.meta.env.TEAMBRAIN_APP_KEY;
  readonly isThere = signal(true);
  readonly last = signal('none yet');

  heard({ detail }: HTMLElementEventMap['tb-message']): void {
    this.last.set((detail.message as Message).text);
  }
}

await bootstrapApplication(OrdersApp, { providers: [provideZonelessChangeDetection()] });
