const form = document.querySelector("form");
form.innerHTML = form.innerHTML;
