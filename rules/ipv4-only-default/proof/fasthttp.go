package main

import (
	"fmt"
	"net"
	"os"
	"time"

	"github.com/valyala/fasthttp"
)

func main() {
	if os.Args[1] == "serve" {
		serve()
	} else {
		ask()
	}
}

func serve() {
	handler := func(ctx *fasthttp.RequestCtx) {}
	listener, err := net.Listen("tcp", ":8002")
	if err != nil {
		panic(err)
	}
	go fasthttp.ListenAndServe(":8001", handler)
	go fasthttp.Serve(listener, handler)
	fmt.Println(`8001 fasthttp.ListenAndServe(":8001", handler)`)
	fmt.Println(`8002 fasthttp.Serve(listener, handler), with net.Listen("tcp", ":8002")`)
	fmt.Println("ready")
	time.Sleep(time.Minute)
}

func ask() {
	for _, dual := range []bool{false, true} {
		client := fasthttp.Client{DialDualStack: dual}
		status, _, err := client.GetTimeout(nil, "http://db:8002/", 5*time.Second)
		outcome := fmt.Sprint("reached, status ", status)
		if err != nil {
			outcome = err.Error()
		}
		fmt.Printf("  fasthttp.Client{DialDualStack: %-5t}  %s\n", dual, outcome)
	}
}
