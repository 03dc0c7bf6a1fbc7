// Painting a week. The choice lists stay what is sent; this lays buttons over them to stroke, walk and fill.

class Painting {
    constructor(root) {
        this.root = root;
        this.status = root.querySelector("[data-paint-status]");
        this.brushes = [...root.querySelectorAll("[data-palette] input")];
        this.painting = false;
        this.grid = [...root.querySelectorAll("tbody tr")].map((row) =>
            [...row.querySelectorAll("td")].map((cell) => this.cellOf(cell)),
        );
        this.cells = this.grid.flat().filter(Boolean);
        for (const cell of this.cells) this.show(cell);
        for (const heading of root.querySelectorAll("[data-fills]")) this.fillButton(heading);
        if (this.cells.length) this.cells[0].button.tabIndex = 0;
        root.querySelector("[data-palette]").hidden = false;
        root.querySelector("[data-paint-help]").hidden = false;
        root.addEventListener("pointerdown", (event) => this.starts(event));
        root.addEventListener("pointermove", (event) => this.moves(event));
        for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => (this.painting = false));
        root.addEventListener("keydown", (event) => this.key(event));
        root.addEventListener("click", (event) => this.click(event));
    }

    get brush() {
        return this.brushes.find((brush) => brush.checked) ?? this.brushes[0];
    }

    cellOf(td) {
        const select = td.querySelector("select");
        if (!select) return null;
        const button = document.createElement("button");
        button.type = "button";
        button.tabIndex = -1;
        select.hidden = true;
        td.append(button);
        const note = td.querySelector(".cell-note");
        note?.remove();
        return { td, select, button, note: note?.textContent ?? "", name: td.querySelector("label").textContent };
    }

    fillButton(heading) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "fill";
        button.append(...heading.childNodes);
        heading.append(button);
    }

    show(cell) {
        const brush = this.brushes.find((each) => each.value === cell.select.value);
        const icon = brush?.closest("label").querySelector("template").content.cloneNode(true);
        const word = document.createElement("span");
        word.className = "cell-word";
        word.textContent = brush?.dataset.label ?? "";
        cell.button.className = `cell brush-${brush?.dataset.look ?? "empty"}`;
        cell.button.setAttribute("aria-label", `${cell.name}: ${word.textContent}`);
        const note = document.createElement("span");
        note.className = "cell-note";
        note.textContent = cell.note;
        // The lesson's name takes the word's place: colour, icon and label say the same three things.
        cell.button.replaceChildren(...(icon ? [icon] : []), cell.note ? note : word);
    }

    paint(cell, brush = this.brush) {
        if (cell.select.value === brush.value) return;
        cell.select.value = brush.value;
        cell.select.dispatchEvent(new Event("change", { bubbles: true }));
        this.show(cell);
        this.status.textContent = cell.button.getAttribute("aria-label");
    }

    find(target) {
        return this.cells.find((cell) => cell.button.contains(target));
    }

    starts(event) {
        const cell = this.find(event.target);
        if (!cell || event.button !== 0) return;
        this.painting = true;
        this.walkTo(cell);
        this.paint(cell);
        event.preventDefault();
    }

    moves(event) {
        if (!this.painting) return;
        // A finger keeps pointing at the cell it began on, so ask what lies under it.
        const cell = this.find(document.elementFromPoint(event.clientX, event.clientY));
        if (cell) this.paint(cell);
    }

    click(event) {
        const fill = event.target.closest(".fill");
        if (fill) return this.fill(fill.parentElement);
        // Keyboards and screen readers press a button by a click without a pointer.
        const cell = this.find(event.target);
        if (cell && event.detail === 0) this.paint(cell);
    }

    fill(heading) {
        const index = [...heading.parentElement.children].indexOf(heading) - 1;
        const row = [...this.root.querySelectorAll("tbody tr")].indexOf(heading.parentElement);
        const cells = heading.dataset.fills === "row" ? this.grid[row] : this.grid.map((each) => each[index]);
        for (const cell of cells) if (cell) this.paint(cell);
        this.status.textContent = `${heading.textContent.trim()}: ${this.brush.dataset.label}`;
    }

    walkTo(cell) {
        for (const each of this.cells) each.button.tabIndex = each === cell ? 0 : -1;
        cell.button.focus();
    }

    key(event) {
        const cell = this.find(event.target);
        if (!cell) return;
        const digit = Number(event.key);
        if (digit >= 1 && digit <= this.brushes.length) {
            this.brushes[digit - 1].checked = true;
            this.paint(cell);
            event.preventDefault();
            return;
        }
        const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
        if (!step) return;
        event.preventDefault();
        let [row, column] = this.placeOf(cell);
        do {
            row += step[0];
            column += step[1];
            if (!this.grid[row] || column < 0 || column >= this.grid[row].length) return;
        } while (!this.grid[row][column]);
        this.walkTo(this.grid[row][column]);
        if (event.shiftKey) this.paint(this.grid[row][column]);
    }

    placeOf(cell) {
        const row = this.grid.findIndex((each) => each.includes(cell));
        return [row, this.grid[row].indexOf(cell)];
    }
}

for (const root of document.querySelectorAll("[data-paint]")) new Painting(root);
document.addEventListener("htmx:load", (event) => {
    for (const root of event.target.querySelectorAll("[data-paint]")) {
        if (!root.querySelector(".cell")) new Painting(root);
    }
});
