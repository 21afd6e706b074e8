package main

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"
)

func main() {
	host, port := os.Getenv("POD_IP"), "8080"
	dial := func(address string) error {
		conn, err := net.DialTimeout("tcp", address, 5*time.Second)
		if err != nil {
			return err
		}
		return conn.Close()
	}
	get := func(address string) error {
		response, err := http.Get(address)
		if err != nil {
			return err
		}
		return response.Body.Close()
	}
	listen := func(address string) error {
		lis, err := net.Listen("tcp", address)
		if err != nil {
			return err
		}
		return lis.Close()
	}
	for _, way := range []struct {
		says string
		err  error
	}{
		{`net.Dial("tcp", host+":"+port)`, dial(host + ":" + port)},
		{`net.Dial("tcp", fmt.Sprintf("%s:%s", host, port))`, dial(fmt.Sprintf("%s:%s", host, port))},
		{`net.Dial("tcp", net.JoinHostPort(host, port))`, dial(net.JoinHostPort(host, port))},
		{`net.Listen("tcp", "::1"+":8081")`, listen("::1" + ":8081")},
		{`net.Listen("tcp", net.JoinHostPort("::1", "8081"))`, listen(net.JoinHostPort("::1", "8081"))},
		{`http.Get with net.JoinHostPort(host, port)`, get((&url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}).String())},
	} {
		if way.err == nil {
			fmt.Printf("  %-51s works\n", way.says)
		} else {
			fmt.Printf("  %-51s %v\n", way.says, way.err)
		}
	}
}
