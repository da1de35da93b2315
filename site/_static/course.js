// What is wider than its place can be scrolled by keyboard.
const sizes = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("pre, .cell_output, .table-wrapper")) sizes.observe(box);

// The drawer with the page's contents closes behind the entry that was chosen.
document.querySelector(".toc-drawer")?.addEventListener("click", (event) => {
  if (event.target.closest("a")) document.getElementById("__toc").checked = false;
});

// A link opens what its place is folded in; on paper everything is open.
function unfold() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = place?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
    place.scrollIntoView();
  }
}
addEventListener("hashchange", unfold);
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});
unfold();
