document.querySelector("form button").disabled = false;
