'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const box = document.getElementById('timeline'), tip = document.getElementById('tip');
  const selected = document.getElementById('selected'), arrows = document.getElementById('arrows');
  const rowHeight = 24, waitHeight = 16, axisHeight = 22, waveRow = 14, areaHeight = 64, gap = 10;
  const mostWaitRows = 12, mostWaveRows = 3, leastView = 20, fullText = 34, colours = 8;

  // Rows of an array of numbers.
  const rows = (flat, width) => Array.from({ length: flat.length / width }, (_, k) => flat.slice(k * width, (k + 1) * width));
  const slices = rows(data.slices, 9).map(([lane, depth, start, length, op, node, kind, first, count]) =>
    ({ lane, depth, start, end: start + length, op, node, kind: kind & 3, failed: kind > 3, first, count }));
  const waits = rows(data.waiting, 6).map(([node, start, length, op, left, back]) => ({ node, start, end: start + length, op, left, back }));
  const nodes = new Map(rows(data.nodes, 4).map(([node, ready, start, end]) => [node, { ready, start, end }]));
  const edges = rows(data.edges, 3), waves = rows(data.waves, 6);
  const path = new Set(data.path);
  const pathEdges = data.path.slice(1).map((node, k) => [data.path[k], node, 2]);

  const byLane = data.lanes.map((_, lane) => slices.filter(slice => slice.lane === lane));
  const longest = byLane.map(lane => lane.reduce((most, slice) => Math.max(most, slice.end - slice.start), 0));
  // Waiting nodes lie in as few rows as they need.
  const waitEnds = [];
  for (const wait of waits) {
    let row = waitEnds.findIndex(end => end <= wait.start);
    if (row < 0) row = waitEnds.length < mostWaitRows ? waitEnds.length : mostWaitRows - 1;
    waitEnds[row] = Math.max(wait.end, waitEnds[row] ?? 0);
    wait.row = row;
  }

  // So do waves, which overlap where nodes do not wait for a whole wave.
  const waveEnds = [];
  const waveRows = waves.map(([, start, end]) => {
    let row = waveEnds.findIndex(last => last <= start);
    if (row < 0) row = waveEnds.length < mostWaveRows ? waveEnds.length : mostWaveRows - 1;
    waveEnds[row] = Math.max(end, waveEnds[row] ?? 0);
    return row;
  });

  const lanesTop = axisHeight + 3 + waveEnds.length * waveRow + 4;
  const waitTop = lanesTop + data.lanes.length * rowHeight + (waitEnds.length ? 4 : 0);
  const areaTop = waitTop + waitEnds.length * waitHeight + gap;
  const height = areaTop + areaHeight + 8;
  // Where the arrows of a node start and end.
  const place = new Map();
  for (const slice of slices)
    if (slice.node >= 0 && slice.kind === 0) place.set(slice.node, lanesTop + slice.lane * rowHeight + rowHeight / 2);
  for (const wait of waits) place.set(wait.node, waitTop + wait.row * waitHeight + waitHeight / 2);

  let view = { from: 0, to: data.makespan }, width = 1000, left = 120, chosen = null, drawn = [];

  const time = ns => {
    const [unit, name] = ns < 1e3 ? [1, 'ns'] : ns < 1e6 ? [1e3, 'µs'] : ns < 1e9 ? [1e6, 'ms'] : [1e9, 's'];
    return `${+(ns / unit).toFixed(2)} ${name}`;
  };
  const escape = text => text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
  const colour = op => `var(--c${Math.min(op, colours)})`;
  const operator = op => data.operators[op] ?? 'other';
  const x = at => left + (at - view.from) / (view.to - view.from) * (width - left);
  const cut = (text, room, size = 6.2) => text.length * size <= room ? text : room < 3 * size ? '' : text.slice(0, Math.floor(room / size) - 1) + '…';

  function label(slice) {
    if (slice.kind === 3) return `${slice.count}× ${operator(slice.op)}`;
    if (slice.kind === 2) return `${operator(slice.op)} [${slice.first}${slice.count > 1 ? `..${slice.first + slice.count - 1}` : ''}]`;
    return operator(slice.op);
  }

  function describe(slice) {
    const lines = [slice.node >= 0 ? `%${slice.node} ${label(slice)}` : label(slice)];
    lines.push(`${time(slice.end - slice.start)} from ${time(slice.start)}`);
    const node = nodes.get(slice.node);
    if (node && node.ready >= 0 && node.start > node.ready) lines.push(`ready ${time(node.start - node.ready)} before it started`);
    if (slice.left >= 0) lines.push(`left its thread at ${time(slice.left)}, went on at ${time(slice.back)}`);
    if (slice.kind === 1) lines.push('a part of a node that waits in between');
    if (slice.kind === 3) lines.push('short neighbours, folded');
    if (slice.failed) lines.push('failed');
    if (path.has(slice.node)) lines.push('on the critical path');
    return lines;
  }

  function draw() {
    width = Math.max(320, box.clientWidth);
    left = width < 600 ? 84 : 132;
    const out = [], texts = [];
    drawn = [];
    axis(out);
    drawWaves(out, texts);
    data.lanes.forEach(([name], lane) => {
      const y = lanesTop + lane * rowHeight;
      out.push(`<rect class="row" x="${left}" y="${y + 1}" width="${width - left}" height="${rowHeight - 2}"/>`);
      drawLane(lane, y, out, texts);
      texts.push(`<text x="8" y="${y + 16}">${escape(cut(name, left - 14))}</text>`);
    });
    drawWaits(out, texts);
    drawArea(out);
    const clip = `<clipPath id="plot"><rect x="${left}" y="0" width="${width - left}" height="${height}"/></clipPath>` +
      '<marker id="head" viewBox="0 0 6 6" refX="5.5" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 L6 3 L0 6 z" fill="var(--quiet)"/></marker>' +
      '<marker id="critical" viewBox="0 0 6 6" refX="5.5" refY="3" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0 L6 3 L0 6 z" fill="var(--critical)"/></marker>';
    box.innerHTML = `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Timeline by thread"><defs>${clip}</defs><g clip-path="url(#plot)">${out.join('')}${drawArrows()}</g>${texts.join('')}</svg>`;
  }

  function axis(out) {
    const span = view.to - view.from, aim = span / Math.max(3, (width - left) / 110), power = 10 ** Math.floor(Math.log10(aim));
    const step = [1, 2, 5, 10].map(k => k * power).find(k => k >= aim);
    for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
      const anchor = x(at) > width - 60 ? 'end' : 'start', shift = anchor === 'end' ? -4 : 4;
      out.push(`<line class="grid" x1="${x(at)}" x2="${x(at)}" y1="0" y2="${height}"/><text class="quiet" x="${x(at) + shift}" y="14" text-anchor="${anchor}">${time(Math.round(at * 1e3) / 1e3)}</text>`);
    }
    out.push(`<line class="rule" x1="${left}" x2="${width}" y1="${axisHeight - 1}" y2="${axisHeight - 1}"/>`);
  }

  function drawWaves(out, texts) {
    texts.push(`<text class="quiet" x="8" y="${axisHeight + 14}">waves</text>`);
    waves.forEach(([wave, start, end, wait, , count], k) => {
      const wide = x(end) - x(start), y = axisHeight + 3 + waveRows[k] * waveRow;
      if (end < view.from || start > view.to || wide < 0.3) return;
      out.push(`<rect class="wave" x="${x(start)}" y="${y}" width="${wide}" height="${waveRow - 2}" rx="2"><title>wave ${wave}: ${count} nodes, ${time(end - start)}</title></rect>`);
      if (wait > 0 && count > 1) out.push(`<rect class="straggling" x="${x(end - wait)}" y="${y}" width="${x(end) - x(end - wait)}" height="${waveRow - 2}" rx="2"/>`);
      const from = Math.max(x(start), left), room = Math.min(x(end), width) - from;
      const text = room > 44 ? `wave ${wave}` : room > 16 ? `${wave}` : '';
      if (text) out.push(`<text class="quiet" x="${from + 4}" y="${y + 10}" font-size="10" pointer-events="none">${text}</text>`);
    });
  }

  // Slices in view by start; what is narrower than a pixel and touches the one before it is drawn with it.
  function drawLane(lane, y, out, texts) {
    const all = byLane[lane];
    let low = 0, high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].start < view.from - longest[lane]) low = middle + 1; else high = middle;
    }
    let open = null;
    const flush = () => {
      if (open) out.push(`<rect x="${open.from}" y="${y + 3}" width="${Math.max(0.6, open.to - open.from)}" height="${rowHeight - 6}" fill="${colour(open.op)}"/>`);
      open = null;
    };
    for (let k = low; k < all.length && all[k].start <= view.to; k++) {
      const slice = all[k];
      if (slice.end < view.from) continue;
      const from = x(Math.max(slice.start, view.from)), to = x(Math.min(slice.end, view.to)), wide = to - from;
      if (wide < 1.2) {
        if (slice.depth) continue;
        if (open && from - open.to < 0.6) open.to = Math.max(open.to, to); else { flush(); open = { from, to, op: slice.op }; }
        continue;
      }
      flush();
      const inset = Math.min(slice.depth, 3) * 3, kind = `slice${slice.failed ? ' failed' : ''}${wide > 3 && slice.kind < 2 && path.has(slice.node) ? ' onpath' : ''}${chosen && chosen.node === slice.node && chosen.node >= 0 || chosen === slice ? ' chosen' : ''}`;
      out.push(`<rect class="${kind}" data-k="${drawn.length}" data-node="${slice.node}" x="${from}" y="${y + 3 + inset}" width="${wide}" height="${rowHeight - 6 - inset}" rx="2" fill="${colour(slice.op)}"/>`);
      drawn.push(slice);
      const text = wide > fullText ? cut(label(slice), wide - 8) : '';
      if (text && !nextIsInside(all, k)) out.push(`<text class="in" x="${from + 4}" y="${y + 16}">${escape(text)}</text>`);
    }
    flush();
  }

  const nextIsInside = (all, k) => k + 1 < all.length && all[k + 1].depth > all[k].depth;

  function drawWaits(out, texts) {
    if (waitEnds.length) texts.push(`<text class="quiet" x="8" y="${waitTop + 12}">${cut('waiting', left - 14)}</text>`);
    for (const wait of waits) {
      if (wait.end < view.from || wait.start > view.to) continue;
      const y = waitTop + wait.row * waitHeight, from = x(wait.start), wide = Math.max(1, x(wait.end) - from);
      out.push(`<rect class="waiting${path.has(wait.node) ? ' onpath' : ''}${chosen === wait ? ' chosen' : ''}" data-k="${drawn.length}" x="${from}" y="${y + 2}" width="${wide}" height="${waitHeight - 4}" rx="2" style="pointer-events:all"/>`);
      drawn.push(wait);
      const at = Math.max(from, left), room = Math.min(x(wait.end), width) - at;
      if (room > fullText) out.push(`<text class="quiet" x="${at + 4}" y="${y + 12}" font-size="10" pointer-events="none">${escape(cut(operator(wait.op), room - 8, 5.6))}</text>`);
    }
  }

  // How many workers were busy, as a mean over each pixel or two.
  function drawArea(out) {
    const parts = Math.floor((width - left) / 2), each = (view.to - view.from) / parts, running = new Float64Array(parts);
    for (const slice of slices) {
      if (slice.depth || !data.lanes[slice.lane][1] || slice.end <= view.from || slice.start >= view.to) continue;
      const first = Math.max(0, Math.floor((slice.start - view.from) / each)), last = Math.min(parts - 1, Math.floor((slice.end - view.from) / each));
      for (let k = first; k <= last; k++)
        running[k] += Math.max(0, Math.min(slice.end, view.from + (k + 1) * each) - Math.max(slice.start, view.from + k * each)) / each;
    }
    const most = Math.max(data.workers, 1), y = count => areaTop + areaHeight - Math.min(count / most, 1.15) * (areaHeight - 14);
    let line = `M${left} ${y(0)}`;
    running.forEach((count, k) => { line += `L${left + 2 * k} ${y(count).toFixed(1)}L${left + 2 * k + 2} ${y(count).toFixed(1)}`; });
    out.push(`<path class="area" d="${line}L${left + 2 * parts} ${y(0)}Z"/><line class="rule" x1="${left}" x2="${width}" y1="${y(0)}" y2="${y(0)}"/><line class="limit" x1="${left}" x2="${width}" y1="${y(most)}" y2="${y(most)}"/>`);
    out.push(`<text class="quiet" x="${left + 4}" y="${y(most) - 3}">${most} ${most === 1 ? 'worker' : 'workers'}</text>`);
  }

  function drawArrows() {
    const kind = arrows.value, around = chosen && chosen.node >= 0 ? edges.filter(([from, to]) => from === chosen.node || to === chosen.node) : [];
    const shown = kind === 'all' ? [...edges, ...pathEdges] : kind === 'path' ? [...pathEdges, ...around] : kind === 'chosen' ? around : [];
    let text = '', count = 0;
    for (const [from, to, type] of shown) {
      const a = nodes.get(from), b = nodes.get(to), y1 = place.get(from), y2 = place.get(to);
      if (!a || !b || y1 === undefined || y2 === undefined || b.start < view.from || a.end > view.to || count++ > 3000) continue;
      const x1 = x(a.end), x2 = x(b.start), bend = Math.max(8, Math.min(60, (x2 - x1) / 2));
      // From one slice to the next on the same thread the arrow hops.
      const shape = y1 === y2 && x2 - x1 < 16 ? `M${x1 - 5} ${y1}C${x1 - 5} ${y1 - 15} ${x2 + 5} ${y2 - 15} ${x2 + 5} ${y2}` : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
      text += `<path class="arrow${type === 1 ? ' order' : ''}${type === 2 ? ' critical' : ''}" marker-end="url(#${type === 2 ? 'critical' : 'head'})" d="${shape}"/>`;
    }
    return text;
  }

  let frame = 0;
  const redraw = () => { frame ||= requestAnimationFrame(() => { frame = 0; draw(); }); };

  function show(from, to) {
    const span = Math.min(data.makespan, Math.max(leastView, to - from));
    from = Math.max(0, Math.min(data.makespan - span, from));
    view = { from, to: from + span };
    redraw();
  }

  const zoom = (factor, at = (view.from + view.to) / 2) => show(at - (at - view.from) / factor, at + (view.to - at) / factor);
  const pan = part => show(view.from + part * (view.to - view.from), view.to + part * (view.to - view.from));
  const actions = { in: () => zoom(1.6), out: () => zoom(1 / 1.6), left: () => pan(-0.2), right: () => pan(0.2), fit: () => show(0, data.makespan) };
  const keys = { '+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', 0: 'fit', Home: 'fit' };
  const timeAt = clientX => view.from + (clientX - box.getBoundingClientRect().left - left) / (width - left) * (view.to - view.from);
  const sliceAt = event => { const k = event.target.getAttribute?.('data-k'); return k === null || k === undefined ? null : drawn[k]; };

  function choose(slice) {
    chosen = slice;
    selected.textContent = slice ? describe(slice).join(' · ') : '';
    redraw();
  }

  // One pointer pans, two zoom.
  const pointers = new Map();
  let moved = false;
  box.addEventListener('pointerdown', event => {
    pointers.set(event.pointerId, event.clientX);
    moved = false;
  });
  box.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return hover(event);
    const span = view.to - view.from, delta = event.clientX - before;
    if (!moved && Math.abs(delta) < 4) return;
    if (!moved) box.setPointerCapture(event.pointerId);
    moved = true;
    tip.hidden = true;
    box.classList.add('dragging');
    if (pointers.size === 1) {
      const shift = delta / (width - left) * span;
      show(view.from - shift, view.to - shift);
    } else {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      zoom(Math.max(0.2, Math.abs(event.clientX - other)) / Math.max(0.2, Math.abs(before - other)), timeAt(other));
    }
    pointers.set(event.pointerId, event.clientX);
  });
  const release = event => {
    if (pointers.delete(event.pointerId) && !moved && event.type === 'pointerup') choose(sliceAt(event));
    if (!pointers.size) box.classList.remove('dragging');
  };
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) box.addEventListener(name, release);
  box.addEventListener('pointerleave', event => { tip.hidden = true; if (!moved) pointers.delete(event.pointerId); });
  box.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== box) return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX / 1000);
    else zoom(Math.exp(-event.deltaY / 400), timeAt(event.clientX));
  }, { passive: false });
  box.addEventListener('dblclick', event => zoom(2.5, timeAt(event.clientX)));
  box.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') choose(null);
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    actions[action]();
  });

  function hover(event) {
    const slice = sliceAt(event);
    tip.hidden = !slice;
    if (!slice) return;
    tip.textContent = describe(slice).join('\n');
    tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8)}px`;
  }

  document.querySelector('.tools').hidden = false;
  for (const button of document.querySelectorAll('.tools button')) button.addEventListener('click', () => actions[button.dataset.do]());
  arrows.addEventListener('change', draw);
  new ResizeObserver(() => { if (box.clientWidth !== width) redraw(); }).observe(box);
  addEventListener('beforeprint', () => { view = { from: 0, to: data.makespan }; draw(); });
  const named = data.operators.slice(0, colours).map((name, op) => `<span><i class="swatch" style="background:${colour(op)}"></i>${escape(name)}</span>`);
  if (data.operators.length > colours) named.push(`<span><i class="swatch" style="background:${colour(colours)}"></i>others</span>`);
  document.getElementById('legend').innerHTML = named.join('');
  draw();
})();
