const response = await fetch(`http://[${process.env.POD_IP}]:8080/`);
process.stdout.write(await response.text());
